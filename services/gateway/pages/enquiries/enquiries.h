/* enquiries.h - pages on which a buyer and a producer write to each other, and on which it is said
 * what is offered
 *
 * The buyer needs no account: what his form sends is answered by the way to his thread, whose
 * address holds the receipt. The producer's are pages of the account (account/account.h). Forms as
 * there: what was refused stands beside its field, a form sent twice is one command.
 */
#pragma once

#include "gateway/pages/account/account.h"
#include "gateway/pages/account/visit.h"
#include "ocop/identity/v1/queries.pb-c.h"
#include "ocop/market/v1/enquiries.pb-c.h"

/* "/san-pham/{listing_id}/hoi-mua": the first question. */
route_handle_fn page_ask;
route_handle_fn page_ask_send;

/* "/hoi-mua/{receipt}": the buyer's thread; what he writes, and that he erases himself. */
route_handle_fn page_buyer_thread;
route_handle_fn page_buyer_write;
route_handle_fn page_buyer_erase;

/* "/cua-toi/hoi-mua": the producer's; "/cua-toi/hoi-mua/{enquiry_id}": one, and what he does with
 * it, by the path's last word. */
route_handle_fn page_inbox;
route_handle_fn page_producer_thread;
route_handle_fn page_producer_send;

/* "/cua-toi/{listing_id}/chao-hang": the offers of a product of one's own; one is recorded, changed
 * and withdrawn. */
route_handle_fn page_own_offers;
route_handle_fn page_offer_record;
route_handle_fn page_offer_change;
route_handle_fn page_offer_withdraw;

/* The producer that is asked for, else the first that the account speaks for; "" for none. */
const char *enquiries_producer_of(const Ocop__Identity__V1__Account *account, const char *asked);

/* Shows the office of an account how many enquiries came; false when it has none that counts them,
 * and nothing was asked. */
bool enquiry_counts_show(struct gateway *gateway, struct http_request *request,
			 const Ocop__Identity__V1__Account *account);

/* Links to a table as CSV and XLSX. */
void enquiry_tables(struct page *page, const char *path, const char *query);

/* State, what it is about, and every message; the side that looks is "you". */
void thread_write(struct page *page, const Ocop__Market__V1__Enquiry *enquiry,
		  Ocop__Market__V1__EnquirySide side);

/* "Đang trao đổi", "Đã kết thúc" and what came of it. */
const char *thread_state(const struct page *page, const Ocop__Market__V1__Enquiry *enquiry);

/* The field for a message. */
void thread_message_field(struct page *page, const struct form *form, const char *vi,
			  const char *en);
