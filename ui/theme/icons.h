// Line icons (Lucide) in the colours of the theme.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace foldline::ui {

/// The icon `name` ("play", "git-branch": a file of resources/icons) drawn in `colour`, and in
/// `disabled` where a widget is disabled; sharp at every size and device pixel ratio. An unknown
/// name gives an empty icon.
QIcon makeIcon(const QString& name, const QColor& colour, const QColor& disabled = {});

}  // namespace foldline::ui
