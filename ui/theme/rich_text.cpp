#include "ui/theme/rich_text.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace foldline::ui {

QString htmlOfMarkdown(const QString& markdown, const QFont& font) {
    QTextDocument document;
    document.setDefaultFont(font);
    document.setMarkdown(markdown);
    QTextCharFormat strong;
    strong.setFontWeight(QFont::DemiBold);
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            if (fragment.charFormat().fontWeight() > QFont::DemiBold) {
                cursor.setPosition(fragment.position());
                cursor.setPosition(fragment.position() + fragment.length(),
                                   QTextCursor::KeepAnchor);
                cursor.mergeCharFormat(strong);
            }
        }
    }
    return document.toHtml();
}

QString strongHtml(const QString& text) {
    return QStringLiteral("<span style=\"font-weight:%1\">%2</span>")
        .arg(static_cast<int>(QFont::DemiBold))
        .arg(text.toHtmlEscaped());
}

}  // namespace foldline::ui
