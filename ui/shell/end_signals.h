// SIGTERM and SIGINT, as the window hears of them: so that a recording is closed, not cut off.
#pragma once

#include <QObject>

namespace foldline::ui {

/// The first signal is told to the program's own thread; a second one ends the program at once.
/// REQUIRES to be the only one of its kind.
class EndSignals final : public QObject {
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

signals:
    void received();

private:
    int m_reading = -1;
};

}  // namespace foldline::ui
