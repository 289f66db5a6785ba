#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "ui/shell/language.h"

namespace foldline::ui {
namespace {

const char* const kLanguages[] = {"en", "ko"};

QString tsPath(const QString& folder, const char* language) {
    return folder + QStringLiteral("/foldline_%1.ts").arg(QString::fromLatin1(language));
}

QString translationsFolder() {
    return QStringLiteral(FOLDLINE_SOURCE_DIR "/resources/translations");
}

struct Message {
    QString source;
    QStringList translations;
    bool numerus = false;
    bool unfinished = false;
};

std::vector<Message> readTs(const QString& path) {
    std::vector<Message> out;
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) {
            continue;
        }
        if (xml.name() == QStringLiteral("message")) {
            out.emplace_back();
            out.back().numerus =
                xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes");
        } else if (xml.name() == QStringLiteral("source")) {
            out.back().source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            const auto type = xml.attributes().value(QStringLiteral("type"));
            out.back().unfinished = type == QStringLiteral("unfinished");
            if (type == QStringLiteral("vanished") || type == QStringLiteral("obsolete")) {
                out.pop_back();
            } else if (!out.back().numerus) {
                out.back().translations << xml.readElementText();
            }
        } else if (xml.name() == QStringLiteral("numerusform")) {
            out.back().translations << xml.readElementText();
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return out;
}

QStringList placeholders(const QString& text) {
    static const QRegularExpression form(QStringLiteral("%(L?\\d|n)"));
    QStringList out;
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        out << matches.next().captured();
    }
    out.sort();
    out.removeDuplicates();
    return out;
}

/// The .ts files brought up to date with the sources, as the target update_translations does.
class UpdatedTranslations {
public:
    UpdatedTranslations() {
        QStringList arguments{QStringLiteral("-silent"),
                              QStringLiteral("-I"),
                              QStringLiteral(FOLDLINE_SOURCE_DIR),
                              QStringLiteral("-locations"),
                              QStringLiteral("none"),
                              QStringLiteral("-recursive"),
                              QStringLiteral(FOLDLINE_SOURCE_DIR "/ui"),
                              QStringLiteral("-ts")};
        for (const char* language : kLanguages) {
            QFile::copy(tsPath(translationsFolder(), language), path(language));
            QFile::setPermissions(path(language), QFile::ReadOwner | QFile::WriteOwner);
            arguments << path(language);
        }
        QProcess lupdate;
        lupdate.start(QStringLiteral(FOLDLINE_LUPDATE), arguments);
        EXPECT_TRUE(lupdate.waitForFinished(120'000));
        EXPECT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
    }

    QString path(const char* language) const { return tsPath(m_folder.path(), language); }

private:
    QTemporaryDir m_folder;
};

TEST(Translations, NothingOnTheScreenIsLeftUntranslated) {
    const UpdatedTranslations updated;
    const std::vector<Message> korean = readTs(updated.path("ko"));
    ASSERT_GT(korean.size(), 150U);
    for (const Message& message : korean) {
        EXPECT_FALSE(message.unfinished) << message.source.toStdString();
        EXPECT_FALSE(message.translations.join(QString()).trimmed().isEmpty())
            << message.source.toStdString();
    }
}

TEST(Translations, EnglishHasBothFormsOfEveryPlural) {
    const UpdatedTranslations updated;
    for (const Message& message : readTs(updated.path("en"))) {
        if (message.numerus) {
            EXPECT_FALSE(message.unfinished) << message.source.toStdString();
            ASSERT_EQ(message.translations.size(), 2) << message.source.toStdString();
            EXPECT_FALSE(message.translations[0].isEmpty());
            EXPECT_FALSE(message.translations[1].isEmpty());
        }
    }
}

TEST(Translations, EveryPlaceForAValueIsKept) {
    for (const char* language : kLanguages) {
        for (const Message& message : readTs(tsPath(translationsFolder(), language))) {
            for (const QString& translation : message.translations) {
                if (translation.isEmpty()) {
                    continue;
                }
                QStringList wanted = placeholders(message.source);
                QStringList found = placeholders(translation);
                // A singular need not say its number.
                if (message.numerus) {
                    wanted.removeAll(QStringLiteral("%n"));
                    found.removeAll(QStringLiteral("%n"));
                }
                EXPECT_EQ(found, wanted) << message.source.toStdString();
            }
        }
    }
}

TEST(Translations, AreLoadedAndTakenBack) {
    LanguageSwitch language;
    const auto file = [] {
        return QCoreApplication::translate("foldline::ui::CommandSet", "&File");
    };
    language.setLanguage(Language::Korean);
    EXPECT_TRUE(file().contains(QStringLiteral("파일")));
    EXPECT_EQ(QLocale().language(), QLocale::Korean);
    language.setLanguage(Language::English);
    EXPECT_EQ(file(), QStringLiteral("&File"));
    EXPECT_EQ(QLocale().language(), QLocale::English);
}

}  // namespace
}  // namespace foldline::ui
