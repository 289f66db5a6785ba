#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace foldline::ui {

QString languageCode(Language language) {
    return language == Language::Korean ? QStringLiteral("ko") : QStringLiteral("en");
}

Language systemLanguage() {
    return QLocale::system().language() == QLocale::Korean ? Language::Korean : Language::English;
}

LanguageSwitch::LanguageSwitch(QObject* parent) : QObject(parent) {}

LanguageSwitch::~LanguageSwitch() {
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

void LanguageSwitch::setLanguage(Language language) {
    if (m_set && language == m_language) {
        return;
    }
    m_set = true;
    m_language = language;
    QLocale::setDefault(language == Language::Korean
                            ? QLocale(QLocale::Korean, QLocale::SouthKorea)
                            : QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    const QString code = languageCode(language);
    if (language != Language::English &&
        m_qt.load(QStringLiteral("qtbase_") % code,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_qt);
    }
    if (m_own.load(QStringLiteral(":/i18n/foldline_") % code % QStringLiteral(".qm"))) {
        QCoreApplication::installTranslator(&m_own);
    }
}

}  // namespace foldline::ui
