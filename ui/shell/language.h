// The language of the program, switched while it runs.
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

namespace foldline::ui {

enum class Language { English, Korean };

/// "en", "ko".
QString languageCode(Language language);
/// The language of the system where it is one of ours; else English.
Language systemLanguage();

/// The texts in force. One at a time; lives as long as the application's windows.
class LanguageSwitch final : public QObject {
    Q_OBJECT

public:
    explicit LanguageSwitch(QObject* parent = nullptr);
    ~LanguageSwitch() override;

    Language language() const { return m_language; }

    /// Every window gets a LanguageChange event. Also sets the default QLocale.
    void setLanguage(Language language);

private:
    Language m_language = Language::English;
    bool m_set = false;
    QTranslator m_own;
    QTranslator m_qt;
};

}  // namespace foldline::ui
