/* dispatch.h - what is due now is handed to the courier
 *
 * Ordered means: of a subscription one item is under way or waits for its next attempt, and nothing
 * after it is sent; with max_outstanding N, N of them. While one of them waits for another attempt,
 * one is under way at a time: a receiver that hangs holds one connection, not N.
 */
#pragma once

struct courier;
struct transaction;

/* Hands over all that is due at transaction_now_us; reads only. */
void dispatch_due(struct transaction *tx, struct courier *courier);

/* Hands over a heartbeat for every webhook when a new period of them has begun (setting
 * webhook_heartbeat_s). It is sent once, whatever its receiver answers. */
void dispatch_heartbeats(struct transaction *tx, struct courier *courier);
