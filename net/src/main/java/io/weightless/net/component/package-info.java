/// Floor 4: components that know bytes: connections, a server of them, files and the console.
///
/// ```java
/// new FileInput(path).into(new Lines()).into(new ConsoleOutput()).run();
///
/// new ConnectedServer(Address.parse("127.0.0.1:7000"), peer -> new Echo()).run();
/// ```
///
/// What holds for all of them:
///
/// - **Pieces**: bytes come as [ByteBuffer][java.nio.ByteBuffer]s of their own, never as lent ones.
///   Who sends one does not touch it any more; these here never change one that they receive, so
///   that it may go to several.
/// - **Failing**: what the world does to a file or a connection is a crash, with the path of the
///   component.
/// - **Runs on**: the reactor of the component, with its `Network`, `Files` and `StandardStreams`.
///
/// From Kamaelia's `Internet`, `File` and `Console` components. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.component;

import org.jspecify.annotations.NullMarked;
