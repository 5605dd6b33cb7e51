/// Floor 5: what forms send, in a query or a body: urlencoded (the URL standard of the WHATWG,
/// section 5) and `multipart/form-data` (RFC 7578).
///
/// [Form][io.weightless.http.form.Form] is a list of names and values, read at once.
/// [FormParts][io.weightless.http.form.FormParts] gives the parts of a multipart body one by one as
/// they come in; [MultipartForm][io.weightless.http.form.MultipartForm] collects them, large files
/// on the disk; [MultipartBody][io.weightless.http.form.MultipartBody] is one to send. Nulls are
/// refused unless marked.
@NullMarked
package io.weightless.http.form;

import org.jspecify.annotations.NullMarked;
