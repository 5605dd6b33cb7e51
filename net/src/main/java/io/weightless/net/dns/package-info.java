/// Floor 4: what names stand for, asked of the servers that the system is configured with.
///
/// ```java
/// Resolver resolver = Reactor.current().service(Resolver.class);
/// List<InetAddress> hosts = resolver.addresses("example.org");
/// List<RecordData.Service> servers = resolver.srv("_imaps._tcp.example.org");
/// ```
///
/// What comes over the wire is read by classes that know bytes only. Nulls are refused unless
/// marked.
@NullMarked
package io.weightless.net.dns;

import org.jspecify.annotations.NullMarked;
