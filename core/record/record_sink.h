// Where records go: the simulator hands over full batches, in order, and never looks back.
#pragma once

#include <span>
#include <vector>

#include "core/record/record.h"

namespace foldline {

/// Takes the records of one run in order. Called from the simulating thread only.
class RecordSink {
public:
    RecordSink() = default;
    RecordSink(const RecordSink&) = delete;
    RecordSink& operator=(const RecordSink&) = delete;
    virtual ~RecordSink() = default;

    /// `records` is consecutive in seq, follows what was taken before, and is valid only during the
    /// call.
    virtual void take(std::span<const Record> records) = 0;
};

/// Keeps everything in memory: for tests and small runs.
class RecordVector final : public RecordSink {
public:
    void take(std::span<const Record> records) override {
        m_records.insert(m_records.end(), records.begin(), records.end());
    }

    const std::vector<Record>& records() const { return m_records; }

private:
    std::vector<Record> m_records;
};

}  // namespace foldline
