/// `./bench udp`: servers that send each datagram back, beside Netty on `epoll` and a loop in C.
///
/// One client for all. Never shipped.
@NullMarked
package io.weightless.check.bench.udp;

import org.jspecify.annotations.NullMarked;
