/// Floor 3: components that are configured as an expression, and know nobody.
///
/// ```java
/// interface Storage { byte @Nullable [] get(String key); }
///
/// final class Server implements Observable {
///   private final Observers observers = new Observers().requiring(Storage.class);
///
///   public Observers observers() { return observers; }
///
///   byte @Nullable [] page(String key) { return observers.call(Storage.class).get(key); }
/// }
///
/// Server server = Tree.of(new Server(), Tree.of(new Cache(), new Disk(path))).configure();
/// ```
///
/// A [io.weightless.observe.Tree] says who observes whom; messages go down it, in five ways: see
/// [io.weightless.observe.Observers]. An interface is all that sender and receiver share.
///
/// An interface need not be public. Where it is of a module that does not open its package to us,
/// only a public one of an exported package will do; any other is refused, and told what to open.
///
/// Everything here is for one reactor, or one thread, and not thread-safe. Nulls are refused unless
/// marked; what is handed through in a message may be null.
@NullMarked
package io.weightless.observe;

import org.jspecify.annotations.NullMarked;
