/// Floor 5: what `serve --demo` adds to the files: a page of each kind that the protocol has. Nulls
/// are refused unless marked.
@NullMarked
package io.weightless.http.demo;

import org.jspecify.annotations.NullMarked;
