#pragma once
// Files compiled into the program; see CMakeLists.txt.

#include <string_view>

namespace firsthand {

extern const std::string_view kShopCss, kShopJs, kShopFavicon;

extern const std::string_view kPageTemplate, kCookieBarTemplate, kHomeTemplate, kCardTemplate,
    kCategoryTemplate, kProductTemplate, kSearchTemplate, kHelpTemplate, kArticleTemplate,
    kOrderFormTemplate, kOrderTemplate, kInvoiceTemplate, kInvoiceSentTemplate, kReturnItemTemplate,
    kReturnReasonTemplate, kReturnReviewTemplate, kReturnLabelTemplate, kContactTemplate,
    kContactThanksTemplate, kBasketTemplate, kMessageTemplate;

extern const std::string_view kDeliveryText, kReturnsText, kReturnsPolicyText, kCareText,
    kSizesText, kPrivacyText, kAboutText;

}  // namespace firsthand
