/// Floor 5: cookies (RFC 6265, and what its revision adds: SameSite, `__Host-` and `__Secure-`).
///
/// [Cookies][io.weightless.http.cookie.Cookies] is what a client sent;
/// [SetCookie][io.weightless.http.cookie.SetCookie] is what a server sends, checked;
/// [CookieJar][io.weightless.http.cookie.CookieJar] keeps them for a client. Nulls are refused
/// unless marked.
@NullMarked
package io.weightless.http.cookie;

import org.jspecify.annotations.NullMarked;
