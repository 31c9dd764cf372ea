#pragma once
// The drawings, as templates with {{colours}} and {{label}}.

#include <string_view>

namespace firsthand {

extern const std::string_view kStovetopKettleArt, kElectricKettleArt, kPourOverKettleArt,
    kTeapotArt, kSaucepanArt, kSkilletArt, kCasseroleArt, kStockpotArt, kChefsKnifeArt,
    kBreadKnifeArt, kBoardArt, kWhetstoneArt, kMugArt, kBowlArt, kTeaTowelsArt, kJarArt;

}  // namespace firsthand
