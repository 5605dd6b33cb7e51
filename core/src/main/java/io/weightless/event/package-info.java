/// Floor 3: events; things that have happened, told to everybody who wants to know.
///
/// ```java
/// record OrderPlaced(int number) {}
///
/// Bus bus = new Bus(scope);
/// bus.on(OrderPlaced.class, order -> stock.reserve(order.number()));
/// bus.on(OrderPlaced.class, order -> mail.confirm(order.number()));
/// bus.fire(new OrderPlaced(7));
/// ```
///
/// Who fires does not know who handles, nor whether anybody does. An event is an object of any
/// type, most often a record; a handler hears those of a type, and of all below it.
///
/// From Circuits, whose channels are topics here. Nothing is found by its name or by an annotation:
/// what handles what is said by a call of [Bus#on]. Nulls are refused unless marked.
@NullMarked
package io.weightless.event;

import org.jspecify.annotations.NullMarked;
