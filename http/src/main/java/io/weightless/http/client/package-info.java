/// Floor 5: an HTTP/1.1 client whose exchanges are plain calls from a task.
///
/// ```java
/// try (HttpClient client = HttpClient.open();
///     ClientResponse response = client.send(ClientRequest.get("http://localhost:8080/"))) {
///   print(response.status() + " " + response.text(1_000_000));
/// }
/// ```
///
/// Requests are values; a [Sender][io.weightless.http.client.Sender] sends them, and what is to
/// happen around that is a function from one sender to another. Nulls are refused unless marked.
@NullMarked
package io.weightless.http.client;

import org.jspecify.annotations.NullMarked;
