/// Floor 3: active objects; calls from any thread into a reactor.
///
/// ```java
/// Account account = Active.of(scope, Account.class, new SimpleAccount());   // on its reactor
/// account.deposit(7);                                                       // on any thread
/// ```
///
/// Nulls are refused unless marked.
@NullMarked
package io.weightless.active;

import org.jspecify.annotations.NullMarked;
