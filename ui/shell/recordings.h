// The recordings that the program keeps by itself: every new run is recorded there from its first
// record on, so that neither closing nor a crash loses it.
#pragma once

#include <QDateTime>
#include <QString>
#include <vector>

namespace foldline::ui {

struct KeptRecording {
    QString path;
    QString scenario;  ///< "address-change", from the name of the file
    QDateTime changed;
    qint64 bytes = 0;
};

class Recordings {
public:
    /// `folder` is made when it is first needed.
    explicit Recordings(QString folder);
    /// In the user's data folder.
    static Recordings ofUser();

    const QString& folder() const { return m_folder; }

    /// A free path for a new run of the scenario file `scenarioName`; makes the folder. Empty, when
    /// the folder cannot be made.
    QString newPath(const QString& scenarioName, const QDateTime& now) const;
    /// Newest first.
    std::vector<KeptRecording> list(std::size_t max) const;

private:
    QString m_folder;
};

}  // namespace foldline::ui
