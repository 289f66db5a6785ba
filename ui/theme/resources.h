// Where the files that come with Foldline lie: installed, in a build tree, or wherever
// FOLDLINE_RESOURCES says.
#pragma once

#include <QString>
#include <QStringList>

namespace foldline::ui {

/// The folders that are looked in, in order: $FOLDLINE_RESOURCES, <exe>/../share/foldline, and
/// `resources` in the folder of the program and in up to five folders above it. Needs a
/// QCoreApplication. They need not exist.
QStringList resourceFolders();

/// The first existing `<folder>/<relative>`, or an empty text. O(folders) look-ups.
QString findResource(const QString& relative);

}  // namespace foldline::ui
