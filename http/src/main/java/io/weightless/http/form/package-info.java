/// Floor 5: what forms send, in a query or a body (the URL standard of the WHATWG, section 5).
///
/// [Form][io.weightless.http.form.Form] is a list of names and values, read at once. Nulls are
/// refused unless marked.
@NullMarked
package io.weightless.http.form;

import org.jspecify.annotations.NullMarked;
