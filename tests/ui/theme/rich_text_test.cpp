#include "ui/theme/rich_text.h"

#include <gtest/gtest.h>

#include <QTextBlock>
#include <QTextDocument>

#include "ui/theme/theme.h"

namespace foldline::ui {
namespace {

/// The heaviest weight in `html`, as a label sets it.
int heaviest(const QString& html) {
    QTextDocument document;
    document.setHtml(html);
    int weight = 0;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            weight = std::max(weight, part.fragment().charFormat().fontWeight());
        }
    }
    return weight;
}

TEST(RichText, WhatIsStrongHasTheWeightThatIsShipped) {
    const QFont font = makeTheme(ThemeKind::Light).font(kTextPoints);
    EXPECT_EQ(heaviest(htmlOfMarkdown(QStringLiteral("a **b *c* d** e **f**"), font)),
              QFont::DemiBold);
    EXPECT_EQ(heaviest(htmlOfMarkdown(QStringLiteral("# A heading"), font)), QFont::DemiBold);
    EXPECT_EQ(heaviest(strongHtml(QStringLiteral("a"))), QFont::DemiBold);
}

TEST(RichText, TextIsKeptAsItIs) {
    QTextDocument document;
    document.setHtml(htmlOfMarkdown(QStringLiteral("At **10 s** the *database* fails."), QFont()));
    EXPECT_EQ(document.toPlainText(), QStringLiteral("At 10 s the database fails."));
    document.setHtml(strongHtml(QStringLiteral("<b> & more")));
    EXPECT_EQ(document.toPlainText(), QStringLiteral("<b> & more"));
}

}  // namespace
}  // namespace foldline::ui
