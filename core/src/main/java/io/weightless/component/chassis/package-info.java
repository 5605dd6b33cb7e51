/// Floor 3: ready components, to be put between others.
///
/// ```java
/// RoundRobin<Request> clients = new RoundRobin<>();
/// graph.wire(requests.out, clients.in);
/// for (int i = 0; i < number; i++) {          // as many as you like, also while it runs
///   graph.wire(clients.add(), new Client().in);
/// }
/// ```
///
/// | what for | |
/// |---|---|
/// | a value to several receivers, or one of them | [Splitter], [RoundRobin], [ByKey]: all a [FanOut] |
/// | a value where it belongs | [Router] |
/// | components together, one after the other, one for each value | [Parallel], [Sequence], [Carousel] |
/// | members that come and go | [Backplane] |
/// | a stage of a pipeline | [Transformer], [RateLimiter] |
/// | the beginning | [Values], [Ticks] |
/// | the end | [ForEach], [Collector] |
///
/// For stages in a row there is [io.weightless.component.Component#into], for any other shape
/// [io.weightless.component.Graph], and [io.weightless.component.Supervised] for one that may
/// crash.
///
/// They are short, for how components end is none of their business: it is the runtime's. From
/// Kamaelia's Chassis and Util. Nulls are refused unless marked.
@NullMarked
package io.weightless.component.chassis;

import org.jspecify.annotations.NullMarked;
