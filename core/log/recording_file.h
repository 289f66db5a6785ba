// The recording: one SQLite file with the scenario, the tree of branches, and every record of every
// run. What the tables mean: core/log/schema.sql.h. Readers see a consistent prefix while a writer
// appends (WAL).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

using BranchId = Id<struct BranchTag, std::uint32_t>;
/// A run: one system on one branch.
using RunId = Id<struct RunTag, std::uint32_t>;
using NoteId = Id<struct NoteTag, std::uint32_t>;

struct BranchInfo {
    BranchId id;      ///< 1 is the branch the recording began with
    BranchId parent;  ///< none for the first
    SimTime forkAt;   ///< records before this time are the parent's
    std::string title;
    std::string faults;   ///< YAML list, as written by formatFaults of core/scenario
    bool hidden = false;  ///< undone; kept in the file

    friend bool operator==(const BranchInfo&, const BranchInfo&) = default;
};

struct RunInfo {
    RunId id;
    BranchId branch;
    std::uint32_t system = 0;  ///< index of its Dictionary
    RunId parent;              ///< the run whose records it goes on from
    Seq forkSeq = 0;           ///< the last record it shares with its parent
    Seq lastSeq = 0;           ///< the last record stored
    SimTime recordedUntil;
    bool finished = false;
    std::uint64_t chain = 0;  ///< hash over all of its history, up to lastSeq

    friend bool operator==(const RunInfo&, const RunInfo&) = default;
};

struct RecordingInfo {
    std::string scenarioText;
    std::string scenarioName;  ///< file name, to show
    std::uint64_t seed = 0;
    SimTime horizon;
    std::string writtenBy;  ///< version of Foldline

    friend bool operator==(const RecordingInfo&, const RecordingInfo&) = default;
};

struct Keyframe {
    Seq seq = 0;
    SimTime t;
    std::string world;  ///< encodeWorld
};

struct EntityKeyframe {
    EntityId entity;
    Seq seq = 0;
    std::string state;  ///< encodeEntity
};

/// What somebody noted at a time: a mark on the timeline.
struct Note {
    NoteId id;        ///< from 1
    BranchId branch;  ///< the one that was shown
    SimTime t;
    std::string text;  ///< UTF-8, at most kNoteBytesMax; empty: only a mark

    friend bool operator==(const Note&, const Note&) = default;
};

/// What was predicted at a question of the scenario's lesson. What was right the records say.
struct LessonAnswer {
    std::uint32_t step = 0;  ///< of the lesson, from 0
    BranchId branch;         ///< the one that was shown
    /// One number for each figure the step asks for, in its order; at most kFiguresMax, all finite.
    std::vector<double> prediction;

    friend bool operator==(const LessonAnswer&, const LessonAnswer&) = default;
};

inline constexpr std::size_t kNoteBytesMax = 4'096;
inline constexpr std::size_t kNotesMax = 10'000;
inline constexpr std::uint32_t kLessonStepsMax = 1'000;
inline constexpr std::size_t kFiguresMax = 100;

/// The hash of the chain after `record`, given the hash before it. XXH3-64 over a canonical
/// encoding (all members and the text of `data`), seeded with `before`.
std::uint64_t chainHash(std::uint64_t before, const Record& record, const Dictionary& dictionary);

/// Writes one recording, and is the only one to do so: others are refused until it is gone. One
/// thread at a time. Everything appended is durable against a killed
/// process once `commit` has returned.
class RecordingWriter {
public:
    /// Creates the file; refuses to overwrite an existing one unless `replace`.
    static Result<std::unique_ptr<RecordingWriter>> create(const std::filesystem::path& path,
                                                           const RecordingInfo& info,
                                                           const std::vector<Dictionary>& systems,
                                                           bool replace);
    /// Opens a recording written by this version to add branches or to go on after a kill.
    static Result<std::unique_ptr<RecordingWriter>> openExisting(const std::filesystem::path& path);
    virtual ~RecordingWriter() = default;

    virtual Result<void> addBranch(const BranchInfo& branch) = 0;
    /// Also to hide a branch or to rename it.
    virtual Result<void> updateBranch(const BranchInfo& branch) = 0;
    /// `run.id`, `branch`, `system`, `parent`, `forkSeq` are taken; the chain goes on from the
    /// parent's.
    virtual Result<void> addRun(const RunInfo& run) = 0;
    /// Appends records consecutive in seq. Opens a transaction when none is open.
    virtual Result<void> append(RunId run, std::span<const Record> records) = 0;
    virtual Result<void> addKeyframe(RunId run, const Keyframe& keyframe) = 0;
    virtual Result<void> addEntityKeyframe(RunId run, const EntityKeyframe& keyframe) = 0;
    /// Makes what was appended visible to readers, with the run's progress.
    virtual Result<void> commit(RunId run, SimTime recordedUntil, bool finished) = 0;
    /// Adds the note, or puts it in the place of the one with its id. Visible at once, or with the
    /// transaction that is under way; so are the next two.
    virtual Result<void> putNote(const Note& note) = 0;
    virtual Result<void> removeNote(NoteId note) = 0;
    /// Takes the place of what was answered to the same step before. An empty prediction takes the
    /// answer away.
    virtual Result<void> putLessonAnswer(const LessonAnswer& answer) = 0;
    /// Builds the index by entity once runs are finished; needed for fast entity reads.
    virtual Result<void> buildIndexes() = 0;
};

/// Reads one recording. One thread at a time; open one reader per thread. The file is untrusted:
/// opened read-only, with SQLite's defences on, every value checked.
class RecordingReader {
public:
    static Result<std::unique_ptr<RecordingReader>> open(const std::filesystem::path& path);
    virtual ~RecordingReader() = default;

    virtual const RecordingInfo& info() const = 0;
    virtual const std::vector<Dictionary>& systems() const = 0;
    virtual Result<std::vector<BranchInfo>> branches() = 0;
    virtual Result<std::vector<RunInfo>> runs() = 0;

    /// Records first … first+count-1 of the run's history (its parents' included), fewer at the
    /// end.
    virtual Result<std::vector<Record>> read(RunId run, Seq first, std::size_t count) = 0;
    /// The number of records of the run's history with time <= t: their last seq. O(log records).
    virtual Result<Seq> lastSeqAt(RunId run, SimTime t) = 0;
    /// The newest keyframe with seq <= `seq`, also of a parent; nothing when there is none.
    virtual Result<std::optional<Keyframe>> keyframeAt(RunId run, Seq seq) = 0;
    virtual Result<std::optional<EntityKeyframe>> entityKeyframeAt(RunId run,
                                                                   EntityId entity,
                                                                   Seq seq) = 0;
    /// The records about `entity` with after < seq <= upTo, oldest first, at most `limit`.
    virtual Result<std::vector<Record>> readEntity(
        RunId run, EntityId entity, Seq after, Seq upTo, std::size_t limit) = 0;

    /// By time, then by id.
    virtual Result<std::vector<Note>> notes() = 0;
    /// By step.
    virtual Result<std::vector<LessonAnswer>> lessonAnswers() = 0;
};

struct Damage {
    RunId run;
    Seq seq = 0;  ///< the first record that is wrong; 0: not a matter of one record
    std::string what;
};

/// Checks everything that can be checked without simulating: SQLite's own integrity check, gaps,
/// types, the hash chain record by record, heads, keyframes' places. Returns every finding, at most
/// 100. `progress` is called with 0 … 1 and may return false to stop.
Result<std::vector<Damage>> findDamage(const std::filesystem::path& path,
                                       const std::function<bool(double)>& progress);

}  // namespace foldline
