/// Conformance kits: what every stream, network and backend must do, one test for each sentence of
/// its contract. Whoever makes one implements the kit's interface in a test class, and says where
/// it comes from.
///
/// - [StreamKit]: for a `Stream`. It is made of smaller ones, for those that can't do all.
/// - [NetworkKit]: for a `Network` and its listeners.
/// - [BackendKit]: for a `Backend`; [SocketBackendKit] for one with a network.
///
/// It stands on floor 5, on JUnit's own assertions.
@NullMarked
package io.weightless.testing.kit;

import org.jspecify.annotations.NullMarked;
