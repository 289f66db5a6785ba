#include "core/scenario/builtin_pools.h"

#include <vector>

namespace foldline {

std::span<const Pool> builtinPools() {
    static const std::vector<Pool> kPools{
        {"names", {"Kim Jisoo",    "Lee Minjun", "Park Seoyeon", "Choi Doyun",  "Jung Haeun",
                   "Kang Jiho",    "Cho Yuna",   "Yoon Siwoo",   "Jang Subin",  "Lim Taeyang",
                   "Han Areum",    "Oh Junseo",  "Seo Nari",     "Shin Woojin", "Kwon Dahye",
                   "Hwang Minseo", "Ahn Jaeho",  "Song Yerin",   "Ryu Hyunwoo", "Hong Sora",
                   "Jeon Eunji",   "Moon Gyuri", "Bae Seungmin", "Noh Chaewon"}},
        {"addresses",
         {"12 Mapo-daero",   "3 Jong-ro",         "77 Teheran-ro",       "9 Yulgok-ro",
          "21 Sejong-daero", "48 Itaewon-ro",     "5 Samcheong-ro",      "130 Eulji-ro",
          "64 Toegye-ro",    "18 Hongik-ro",      "201 Gangnam-daero",   "33 Dosan-daero",
          "7 Insadong-gil",  "90 Olympic-ro",     "15 Seongsui-ro",      "42 Wangsan-ro",
          "26 Haeundae-ro",  "8 Gwangbok-ro",     "55 Dalgubeol-daero",  "110 Chungjang-ro",
          "37 Daejong-ro",   "4 Jeonju-cheon-ro", "29 Songdo-gwahak-ro", "61 Tamna-daero"}},
    };
    return kPools;
}

}  // namespace foldline
