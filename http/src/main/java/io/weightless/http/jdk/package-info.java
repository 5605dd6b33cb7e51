/// Floor 5: applications that are written to the JDK's own server API, `com.sun.net.httpserver`,
/// run on Weightless as they are; so does what brings a container for it, as Jersey's for JAX-RS.
///
/// ```text
/// java -Dcom.sun.net.httpserver.HttpServerProvider=io.weightless.http.jdk.WeightlessHttpServerProvider ...
/// ./weightless run APP                  sets that itself, unless another one is named
/// ```
///
/// Nothing is registered as a service, so having this on the class path changes nothing by itself.
/// Beside others on one port an application is a handler like any:
///
/// ```java
/// WeightlessHttpServer server = new WeightlessHttpServerProvider().createHttpServer(null, 0);
/// application.addTo(server); // which creates its contexts
/// Handler site = Router.of(mount("/api", server.handler()), mount("/", files));
/// ```
///
/// Without an executor each exchange is a task, so what blocks in it parks that task; with one it
/// runs there. Nulls are refused unless marked.
@NullMarked
package io.weightless.http.jdk;

import org.jspecify.annotations.NullMarked;
