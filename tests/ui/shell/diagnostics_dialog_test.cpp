#include "ui/shell/diagnostics_dialog.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>

namespace foldline::ui {
namespace {

std::vector<Diagnostic> twoDiagnostics() {
    return {{"a.scenario.yaml", 12, 5, "unknown node \"gatway\"; did you mean \"gateway\""},
            {"a.scenario.yaml", 0, 0, "there is no system"}};
}

QPushButton* button(const QDialog& dialog, const char* text) {
    for (QPushButton* candidate : dialog.findChildren<QPushButton*>()) {
        if (candidate->text().remove(u'&') == QString::fromLatin1(text)) {
            return candidate;
        }
    }
    return nullptr;
}

TEST(DiagnosticsModel, ShowsLineColumnAndMessage) {
    DiagnosticsModel model(twoDiagnostics());
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.index(0, 0).data().toInt(), 12);
    EXPECT_EQ(model.index(0, 1).data().toInt(), 5);
    EXPECT_TRUE(model.index(0, 2).data().toString().contains(QStringLiteral("gatway")));
    EXPECT_FALSE(model.index(1, 0).data().isValid());
}

TEST(DiagnosticsDialog, CopiesThemAsACompilerWouldPrintThem) {
    DiagnosticsDialog dialog(
        QStringLiteral("/a.scenario.yaml"), twoDiagnostics(), makeTheme(ThemeKind::Light), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    ASSERT_NE(button(dialog, "Copy"), nullptr);
    button(dialog, "Copy")->click();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(
        QStringLiteral("a.scenario.yaml:12:5: error: unknown node")));
}

TEST(DiagnosticsDialog, TryingAgainNamesTheFile) {
    auto* dialog = new DiagnosticsDialog(
        QStringLiteral("/a.scenario.yaml"), twoDiagnostics(), makeTheme(ThemeKind::Light), nullptr);
    QSignalSpy retry(dialog, &DiagnosticsDialog::retryRequested);
    dialog->show();
    button(*dialog, "Try again")->click();
    ASSERT_EQ(retry.count(), 1);
    EXPECT_EQ(retry.first().first().toString(), QStringLiteral("/a.scenario.yaml"));
}

}  // namespace
}  // namespace foldline::ui
