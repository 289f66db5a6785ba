// SIGTERM and SIGINT as a signal of Qt: so that whoever owns a recording can close it before the
// program ends.
#pragma once

#include <QObject>

namespace foldline::ui {

/// From its making to its end, the first of the two is told to the thread that it lives in, whose
/// event loop must run, and ends nothing by itself; a second one of the same ends the program at
/// once. REQUIRES to be the only one of its kind.
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
