// What one sees before anything is open: what there is to start with.
#pragma once

#include <QScrollArea>

#include "ui/shell/recordings.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace foldline::ui {

/// A scenario that comes with the program.
struct BundledScenario {
    QString path;
    QString titleEn;
    QString titleKo;
};

/// Those in the resources' folder "scenarios", by file name. Reads each file: some milliseconds.
std::vector<BundledScenario> bundledScenarios();

class WelcomePage final : public QScrollArea {
    Q_OBJECT

public:
    WelcomePage(const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    void setScenarios(std::vector<BundledScenario> scenarios);
    void setRecordings(std::vector<KeptRecording> recordings);

signals:
    void fileChosen(const QString& path);
    void openRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void addHeading(QVBoxLayout& column, const QString& text);
    QPushButton* addEntry(QVBoxLayout& column,
                          const QString& icon,
                          const QString& title,
                          const QString& detail);

    Theme m_theme;
    std::vector<BundledScenario> m_scenarios;
    std::vector<KeptRecording> m_recordings;
};

}  // namespace foldline::ui
