package io.weightless.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The small values: methods, statuses, headers, bodies at hand, media types, limits.
final class ValuesTest {
  @Test
  void aMethodIsAToken() {
    assertThat(Method.of("GET")).isSameAs(Method.GET);
    assertThat(Method.of("get")).isNotEqualTo(Method.GET);
    assertThat(Method.of("M-SEARCH")).hasToString("M-SEARCH");
    for (String name : List.of("", "G T", "GET\r\n", "GÉT", "GET/")) {
      assertThatThrownBy(() -> Method.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aStatusHasThreeDigits() {
    assertThat(new Status(299, "Fine")).hasToString("299 Fine");
    assertThatThrownBy(() -> new Status(99, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Status(600, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Status(200, "a\r\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void headersKeepTheirOrderAndAreFoundInAnyCase() {
    Headers headers = Headers.of("A", "1", "Bb", "2", "a", "3").with("C", "");

    assertThat(headers.size()).isEqualTo(4);
    assertThat(headers.first("bB")).isEqualTo("2");
    assertThat(headers.first("B")).isNull();
    assertThat(headers.all("A")).containsExactly("1", "3");
    assertThat(headers.name(3)).isEqualTo("C");
    assertThat(headers.value(3)).isEmpty();
    assertThat(headers).hasToString("A: 1\r\nBb: 2\r\na: 3\r\nC: \r\n");
    assertThat(Headers.EMPTY.contains("A")).isFalse();
    assertThatThrownBy(() -> headers.value(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void fieldsAreTakenAwayAndReplacedInAnyCase() {
    Headers headers = Headers.of("A", "1", "B", "2", "a", "3");

    assertThat(headers.without("a")).hasToString("B: 2\r\n");
    assertThat(headers.without("C")).isSameAs(headers);
    assertThat(headers.replace("a", "4")).hasToString("B: 2\r\na: 4\r\n");
    assertThat(headers).hasToString("A: 1\r\nB: 2\r\na: 3\r\n");
  }

  @Test
  void aRequestCarriesWhatWasPutUnderAnAttribute() {
    Attribute<String> user = new Attribute<>("user");
    Request request = Request.of(Method.GET, "/");

    Request carrying = request.with(user, "Mies").with(new Attribute<>("user"), 7);

    assertThat(request.get(user)).isNull();
    assertThat(carrying.get(user)).isEqualTo("Mies");
    assertThat(carrying.with(user, "Wim").with(Method.POST).withTarget("/a").get(user))
        .isEqualTo("Wim");
    assertThatThrownBy(() -> request.withTarget("a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFirstOfSeveralLayersIsTheOutermost() throws Exception {
    Handler handler = request -> Response.ok(String.valueOf(request.headers().first("Via")));

    Handler whole = handler.in(via("a"), via("b").then(via("c")));

    Response response = whole.handle(Request.of(Method.GET, "/"));
    assertThat(response.headers().all("Via")).containsExactly("c", "b", "a");
    assertThat(((Body.Bytes) response.body()).content()).isEqualTo(US_ASCII.encode("a"));
  }

  /// It signs what goes in, and what goes out.
  private static Middleware via(String name) {
    return next ->
        request -> next.handle(request.with(request.headers().with("Via", name))).with("Via", name);
  }

  @Test
  void theElementsOfAListAreFoundInAllItsFields() {
    Headers headers = Headers.of("Connection", "a, ,B,", "X", "x", "connection", "c");

    assertThat(headers.elements("Connection")).containsExactly("a", "B", "c");
    assertThat(headers.elements("Upgrade")).isEmpty();
  }

  @Test
  void headersGoOutAsTheyAre() {
    Headers headers = Headers.of("A", "\u00e9");
    ByteBuffer out = ByteBuffer.allocate(headers.byteCount());

    headers.writeTo(out);

    assertThat(out.array()).containsExactly('A', ':', ' ', 0xe9, '\r', '\n');
  }

  @Test
  void nothingCanBeSmuggledThroughAHeader() {
    for (String value : List.of("a\r\nB: c", "a\n", "a\0", "\u0141", " a", "a ", "\u007f")) {
      assertThatThrownBy(() -> Headers.of("A", value)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String name : List.of("", "A:", "A B", "A\r\n", "\u00e9")) {
      assertThatThrownBy(() -> Headers.of(name, "a")).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Headers.of("A")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBodyAtHandIsReadOnce() throws IOException {
    IncomingBody body = IncomingBody.of("abc".getBytes(US_ASCII));

    assertThat(body.length()).isEqualTo(3);
    assertThat(body.readAll(3)).isEqualTo("abc".getBytes(US_ASCII));
    assertThat(body.read().hasRemaining()).isFalse();
    assertThat(IncomingBody.empty().readAll(0)).isEmpty();
    assertThatThrownBy(() -> IncomingBody.of(new byte[4]).readAll(3))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("longer than 3 bytes");
  }

  @Test
  void aBodyThatIsSaidToBeLongTakesNoMemoryForThat() throws IOException {
    IncomingBody body =
        new IncomingBody() {
          @Override
          public ByteBuffer read() {
            return ByteBuffer.allocate(0);
          }

          @Override
          public long length() {
            return 100_000_000;
          }
        };
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThat(body.readAll(100_000_000)).isEmpty();

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000})
  void allOfALongBodyIsRead(int length) throws IOException {
    byte[] content = new byte[length];
    new SplittableRandom(1).nextBytes(content);

    assertThat(IncomingBody.of(content).readAll(length)).isEqualTo(content);
    assertThat(IncomingBody.of(content).readAll(Integer.MAX_VALUE)).isEqualTo(content);
    assertThat(Bytewise.of(content, length).readAll(length)).isEqualTo(content);
    assertThat(Bytewise.of(content, IncomingBody.UNKNOWN).readAll(length)).isEqualTo(content);
    assertThat(Bytewise.of(content, 1).readAll(length + 1)).isEqualTo(content);
  }

  /// A body that comes in many parts.
  private record Bytewise(ByteBuffer content, long length) implements IncomingBody {
    static IncomingBody of(byte[] content, long length) {
      return new Bytewise(ByteBuffer.wrap(content), length);
    }

    @Override
    public ByteBuffer read() {
      int count = Math.min(1001, content.remaining());
      ByteBuffer part = content.slice(content.position(), count);
      content.position(content.position() + count);
      return part;
    }
  }

  @Test
  void aRequestMadeByHandIsCheckedToo() {
    assertThat(Request.of(Method.GET, "/a%20b?c")).hasToString("GET /a%20b?c HTTP/1.1");
    assertThat(Request.of(Method.GET, "/a%20b?c").path()).isEqualTo("/a b");
    assertThatThrownBy(() -> Request.of(Method.GET, "/%4"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Request.of(Method.GET, "*"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResponseIsFinal() {
    Status early = new Status(103, "Early Hints");

    assertThatThrownBy(() -> Response.of(early)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theExtensionSaysTheMediaType() {
    assertThat(MediaTypes.of("a.html")).isEqualTo("text/html; charset=utf-8");
    assertThat(MediaTypes.of("a.tar.GZ")).isEqualTo("application/gzip");
    assertThat(MediaTypes.of("x.svg")).isEqualTo("image/svg+xml");
    for (String name : List.of("html", "a.", "a.unknown", "")) {
      assertThat(MediaTypes.of(name)).isEqualTo("application/octet-stream");
    }
  }

  @Test
  void limitsAreChecked() {
    assertThat(Limits.DEFAULT.head()).isEqualTo(new Limits.Head(8 * 1024, 16 * 1024, 100));
    assertThat(Limits.DEFAULT.body().bytes()).isEqualTo(16 * 1024 * 1024);
    assertThatThrownBy(() -> new Limits.Connections(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit of connections is at least 1, not 0");
    assertThatThrownBy(() -> new Limits.Body(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Limits.Times(second, Duration.ZERO, second, second, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit of head time is more than nothing, not PT0S");
  }

  @Test
  void sizesAreForPeople() {
    assertThat(Listing.size(0)).isEqualTo("0 B");
    assertThat(Listing.size(1023)).isEqualTo("1023 B");
    assertThat(Listing.size(1024)).isEqualTo("1.0 KiB");
    assertThat(Listing.size(10_239)).isEqualTo("10 KiB");
    assertThat(Listing.size(1_048_575)).isEqualTo("1.0 MiB");
    assertThat(Listing.size(123L << 30)).isEqualTo("123 GiB");
    assertThat(Listing.size(Long.MAX_VALUE)).isEqualTo("8192 PiB");
  }
}
