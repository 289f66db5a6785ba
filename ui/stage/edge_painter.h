// Paints the edges of a system: quiet lines with an arrow, red and dashed where nothing gets
// through.
#pragma once

#include <QPainter>
#include <vector>

#include "ui/stage/stage_fonts.h"
#include "ui/stage/stage_frame.h"
#include "ui/stage/stage_layout.h"

namespace foldline::ui {

enum class EdgeState : std::uint8_t {
    Open,
    Broken,  ///< one end is down
    Cut,     ///< a fault loses every message between its ends
};

/// The state of every link at the frame's moment, by index in Dictionary::links.
std::vector<EdgeState> edgeStates(const StageFrame& frame);

/// What a link is for, and how it is.
struct EdgeLook {
    LinkKind kind = LinkKind::Request;
    EdgeState state = EdgeState::Open;
};

void paintEdge(QPainter& painter,
               const EdgeRoute& route,
               const EdgeLook& edge,
               const StageFonts& fonts,
               const Theme& theme);

}  // namespace foldline::ui
