/// Content codings of HTTP, for both sides: how a body is compressed and decompressed, and the
/// middleware that does it (RFC 9110, sections 8.4 and 12.5.3).
///
/// ```java
/// Handler small = handler.in(Compression.standard(), Decompression.standard());
/// ```
///
/// gzip and deflate come from the JDK; others are found on the class path. Nulls are refused unless
/// marked.
@NullMarked
package io.weightless.http.coding;

import org.jspecify.annotations.NullMarked;
