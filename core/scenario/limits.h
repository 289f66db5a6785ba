// How much a scenario may ask for. Beyond these a run would not end in a lecture, or a hostile file
// would exhaust the machine; each limit is far above what a readable scenario needs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/sim_time.h"

namespace foldline {

inline constexpr std::size_t kScenarioBytesMax = 1024 * 1024;
inline constexpr std::size_t kYamlDepthMax = 32;       ///< maps and lists inside one another
inline constexpr std::size_t kYamlNodesMax = 100'000;  ///< keys, values, maps and lists
inline constexpr std::size_t kProblemsMax = 100;       ///< reported at once
inline constexpr std::size_t kNameCharactersMax = 64;
inline constexpr std::size_t kTextBytesMax = 10'000;

inline constexpr std::size_t kEntityTypesMax = 32;
inline constexpr std::size_t kEventTypesMax = 64;  ///< of one entity
inline constexpr std::size_t kOperationsMax = 200;
inline constexpr std::size_t kWorkloadsMax = 100;
inline constexpr std::size_t kSystemsMax = 8;
inline constexpr std::size_t kNodesMax = 200;           ///< of one system
inline constexpr std::size_t kHandlersMax = 500;        ///< of one system
inline constexpr std::size_t kStepsMax = 100;           ///< of one handler
inline constexpr std::size_t kPathWorkMax = 5'000'000;  ///< names compared along routes and calls
inline constexpr std::size_t kFaultsMax = 1'000;
inline constexpr std::int64_t kRandomFaultsMax = 200;  ///< that one random fault becomes, expected
inline constexpr Duration kBackupEveryMin{100 * kUsPerMs};
inline constexpr std::size_t kChecksMax = 100;
inline constexpr std::size_t kExpectationsMax = 200;
inline constexpr std::size_t kLessonStepsMax = 200;
inline constexpr std::size_t kPoolTextsMax = 10'000;
inline constexpr std::size_t kSamplesMax = 10'000;  ///< of an empirical distribution

inline constexpr std::int64_t kPopulationMax = 1'000'000;  ///< over all entity types
inline constexpr std::int64_t kWorkersMax = 10'000;
inline constexpr std::int64_t kInstancesMax = 100;
inline constexpr std::int64_t kMembersMax = 100;  ///< of one instance, in one group
inline constexpr std::int64_t kConnectionsMax = 10'000;
inline constexpr std::int64_t kQueueMax = 10'000'000;
inline constexpr std::int64_t kStreamVersionMax = 1'000'000'000;  ///< that an append may expect
inline constexpr std::int64_t kSnapshotEveryMax = 1'000'000;
inline constexpr std::int64_t kInboxRowsMax = 100'000'000;
inline constexpr std::int64_t kPartitionsMax = 1'000;
inline constexpr std::int64_t kReplicasMax = 100;
inline constexpr std::int64_t kBatchMax = 100'000;
inline constexpr std::int64_t kAttemptsMax = 1'000;
inline constexpr std::int64_t kWindowMax = 10'000;     ///< outcomes that a breaker looks at
inline constexpr std::int64_t kTokensMax = 1'000'000;  ///< tokens in a bucket
inline constexpr std::int64_t kStagesMax = 1'000;
inline constexpr std::int64_t kIntegerMax =
    1'000'000'000'000'000;  ///< of a value, and its negative
inline constexpr double kSigmaMax = 5.0;
inline constexpr double kShapeMin = 0.1;
inline constexpr double kShapeMax = 1'000.0;
inline constexpr double kWeightMax = 1'000'000'000.0;
inline constexpr double kRatioMax = 10.0;  ///< retries for a request, of a budget
inline constexpr double kFactorMax = 1'000'000.0;
inline constexpr double kArrivalsMax = 100'000'000.0;  ///< of one workload
inline constexpr std::int64_t kBurstMax = 1'000'000;   ///< all of them are under way at once
inline constexpr double kGridMax = 1'000.0;

}  // namespace foldline
