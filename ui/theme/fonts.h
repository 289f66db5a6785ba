// The fonts that come with Foldline.
#pragma once

namespace foldline::ui {

/// Makes Pretendard and the tabular figures known to the application. False when a file is missing
/// or unreadable: text is then set in the fonts that the system has. Needs a QGuiApplication.
bool loadFonts();

}  // namespace foldline::ui
