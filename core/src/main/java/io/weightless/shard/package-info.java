/// Floor 3: shards; several reactors that share nothing, one for each core, and the mailboxes
/// between them.
///
/// ```java
/// Shards shards = Shards.of(4);
/// Mailboxes<Order> orders = shards.mailboxes("orders", 64);
/// shards.run(shard -> {
///   if (shard.index() == 0) {
///     readOrders(order -> orders.at(order.customer() % shard.count()).send(order));
///     orders.close();
///   }
///   for (Order order : orders.here()) {
///     ship(order);
///   }
/// });
/// ```
///
/// What is sent from one to another belongs to the receiver from then on. Nulls are refused unless
/// marked.
@NullMarked
package io.weightless.shard;

import org.jspecify.annotations.NullMarked;
