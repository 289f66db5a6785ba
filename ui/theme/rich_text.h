// Formatted text in the weights that are shipped: what is bolder than DemiBold would be smeared.
#pragma once

#include <QFont>
#include <QString>

namespace foldline::ui {

/// Markdown as HTML for labels, set in `font`; what is strong is DemiBold.
QString htmlOfMarkdown(const QString& markdown, const QFont& font);
/// Plain text as HTML that is strong.
QString strongHtml(const QString& text);

}  // namespace foldline::ui
