#include "ui/shell/recordings.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

namespace foldline::ui {
namespace {

constexpr QLatin1String kSuffix(".foldline");
constexpr QLatin1String kStamp("yyyyMMdd-HHmmss");

QString stem(const QString& scenarioName) {
    QString name = QFileInfo(scenarioName).fileName();
    for (const QLatin1String end :
         {QLatin1String(".yaml"), QLatin1String(".yml"), QLatin1String(".scenario")}) {
        if (name.endsWith(end)) {
            name.chop(end.size());
        }
    }
    static const QRegularExpression kUnfit(QStringLiteral("[^\\w.-]"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    name.replace(kUnfit, QStringLiteral("_"));
    return name.isEmpty() ? QStringLiteral("recording") : name;
}

}  // namespace

Recordings::Recordings(QString folder) : m_folder(std::move(folder)) {}

Recordings Recordings::ofUser() {
    return Recordings(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) %
                      QStringLiteral("/recordings"));
}

QString Recordings::newPath(const QString& scenarioName, const QDateTime& now) const {
    const QDir folder(m_folder);
    if (!folder.mkpath(QStringLiteral("."))) {
        return {};
    }
    const QString base = stem(scenarioName) % u'-' % now.toString(kStamp);
    QString path = folder.filePath(base % kSuffix);
    for (int i = 2; QFileInfo::exists(path); ++i) {
        path = folder.filePath(base % u'-' % QString::number(i) % kSuffix);
    }
    return path;
}

std::vector<KeptRecording> Recordings::list(std::size_t max) const {
    static const QRegularExpression kStamp(QStringLiteral("-\\d{8}-\\d{6}(-\\d+)?$"));
    std::vector<KeptRecording> out;
    const QFileInfoList files =
        QDir(m_folder).entryInfoList({u'*' % kSuffix}, QDir::Files, QDir::Time);
    for (const QFileInfo& file : files) {
        if (out.size() == max) {
            break;
        }
        QString scenario = file.completeBaseName();
        scenario.remove(kStamp);
        out.push_back({file.absoluteFilePath(), scenario, file.lastModified(), file.size()});
    }
    return out;
}

}  // namespace foldline::ui
