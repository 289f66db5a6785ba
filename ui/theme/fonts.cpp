#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QString>

#include "ui/theme/resources.h"

namespace foldline::ui {

bool loadFonts() {
    bool all = true;
    for (const char* file : {"Pretendard-Regular.otf",
                             "Pretendard-SemiBold.otf",
                             "FoldlineFigures-Regular.otf",
                             "FoldlineFigures-SemiBold.otf"}) {
        const QString path = findResource(QStringLiteral("fonts/") % QLatin1String(file));
        all = !path.isEmpty() && QFontDatabase::addApplicationFont(path) >= 0 && all;
    }
    return all;
}

}  // namespace foldline::ui
