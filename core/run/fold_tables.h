// What folding the records of one system needs besides the records.
#pragma once

#include <memory>

#include "core/fold/entity_rules.h"
#include "core/fold/world.h"
#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// Made once per system; immutable, shared by all its runs and by several threads.
struct FoldTables {
    FoldTables(std::shared_ptr<const Scenario> of, Dictionary names)
        : scenario(std::move(of)),
          dictionary(std::move(names)),
          rules(*scenario, dictionary),
          world(dictionary) {}

    std::shared_ptr<const Scenario> scenario;
    Dictionary dictionary;
    EntityRules rules;
    WorldFold world;
};

}  // namespace foldline
