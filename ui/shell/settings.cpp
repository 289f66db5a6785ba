#include "ui/shell/settings.h"

#include <QFileInfo>

namespace foldline::ui {
namespace {

constexpr QLatin1String kTheme("theme");
constexpr QLatin1String kLanguage("language");
constexpr QLatin1String kGeometry("window/geometry");
constexpr QLatin1String kLayout("window/layout");
constexpr QLatin1String kMovable("window/movablePanels");
constexpr QLatin1String kReducedMotion("reducedMotion");
constexpr QLatin1String kRecent("recentFiles");

}  // namespace

Settings::Settings() : m_settings(std::make_unique<QSettings>()) {}

Settings::Settings(const QString& path)
    : m_settings(std::make_unique<QSettings>(path, QSettings::IniFormat)) {}

ThemeKind Settings::theme() const {
    const QString name = m_settings->value(kTheme).toString();
    for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Projector}) {
        if (name == themeName(kind)) {
            return kind;
        }
    }
    return ThemeKind::Light;
}

void Settings::setTheme(ThemeKind kind) {
    m_settings->setValue(kTheme, themeName(kind));
}

Language Settings::language() const {
    const QString code = m_settings->value(kLanguage).toString();
    if (code.isEmpty()) {
        return systemLanguage();
    }
    return code == languageCode(Language::Korean) ? Language::Korean : Language::English;
}

void Settings::setLanguage(Language language) {
    m_settings->setValue(kLanguage, languageCode(language));
}

QByteArray Settings::geometry() const {
    return m_settings->value(kGeometry).toByteArray();
}

void Settings::setGeometry(const QByteArray& geometry) {
    m_settings->setValue(kGeometry, geometry);
}

QByteArray Settings::layout() const {
    return m_settings->value(kLayout).toByteArray();
}

void Settings::setLayout(const QByteArray& layout) {
    m_settings->setValue(kLayout, layout);
}

bool Settings::movablePanels() const {
    return m_settings->value(kMovable, false).toBool();
}

void Settings::setMovablePanels(bool movable) {
    m_settings->setValue(kMovable, movable);
}

bool Settings::reducedMotion() const {
    return m_settings->value(kReducedMotion, false).toBool();
}

void Settings::setReducedMotion(bool reduced) {
    m_settings->setValue(kReducedMotion, reduced);
}

QStringList Settings::recentFiles() const {
    QStringList files = m_settings->value(kRecent).toStringList();
    files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return files.mid(0, kRecentMax);
}

void Settings::addRecentFile(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList files = m_settings->value(kRecent).toStringList();
    files.removeAll(absolute);
    files.prepend(absolute);
    m_settings->setValue(kRecent, files.mid(0, kRecentMax));
}

void Settings::clearRecentFiles() {
    m_settings->remove(kRecent);
}

}  // namespace foldline::ui
