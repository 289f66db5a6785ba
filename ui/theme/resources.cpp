#include "ui/theme/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace foldline::ui {
namespace {

constexpr int kFoldersAbove = 5;

}  // namespace

QStringList resourceFolders() {
    QStringList folders;
    const QString named = qEnvironmentVariable("FOLDLINE_RESOURCES");
    if (!named.isEmpty()) {
        folders << QDir::cleanPath(named);
    }
    const QDir program(QCoreApplication::applicationDirPath());
    folders << QDir::cleanPath(program.filePath(QStringLiteral("../share/foldline")));
    // A build tree lies inside the source tree, and a test deeper than the program.
    QString above;
    for (int i = 0; i <= kFoldersAbove; ++i) {
        folders << QDir::cleanPath(program.filePath(above % QStringLiteral("resources")));
        above += QStringLiteral("../");
    }
    return folders;
}

QString findResource(const QString& relative) {
    const QStringList folders = resourceFolders();
    for (const QString& folder : folders) {
        const QString path = folder % u'/' % relative;
        if (QFileInfo::exists(path)) {
            return path;
        }
    }
    return {};
}

}  // namespace foldline::ui
