// What the program remembers from one start to the next.
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

#include "ui/shell/language.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

class Settings {
public:
    /// The user's own settings.
    Settings();
    /// Those in the INI file `path`: for tests and pictures.
    explicit Settings(const QString& path);

    ThemeKind theme() const;
    void setTheme(ThemeKind kind);
    /// Nothing was chosen: that of the system.
    Language language() const;
    void setLanguage(Language language);
    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    QByteArray layout() const;
    void setLayout(const QByteArray& layout);
    bool movablePanels() const;
    void setMovablePanels(bool movable);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    /// Newest first, only files that still exist, at most kRecentMax.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void clearRecentFiles();

    static constexpr qsizetype kRecentMax = 10;

private:
    std::unique_ptr<QSettings> m_settings;
};

}  // namespace foldline::ui
