package io.weightless.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TcpOptionsTest {
  private static final String KNOWN =
      "only backlog, nodelay, keepalive, send-buffer, receive-buffer, defer-accept, timeout, from,"
          + " ipv6-only";

  @Test
  void allOptionsAreReadFromText() {
    Address read =
        Address.parse(
            "tcp://[::]:8080?backlog=128&nodelay=no&keepalive=5m&send-buffer=64k&receive-buffer=1m"
                + "&defer-accept=5s&timeout=1500ms&from=10.0.0.1&ipv6-only=yes");

    assertThat(read)
        .isEqualTo(
            new Address(
                Scheme.TCP,
                "::",
                8080,
                new TcpOptions(
                    false,
                    Duration.ofMinutes(5),
                    65_536,
                    1_048_576,
                    128,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(1500),
                    InetAddress.ofLiteral("10.0.0.1"),
                    true)));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://a:1?backlog=1, a:1?backlog=1",
    "tcp://a:1?keepalive=3600s, a:1?keepalive=1h",
    "tcp://a:1?timeout=1ms, a:1?timeout=1ms",
    "tcp://a:1?send-buffer=64k, a:1?send-buffer=65536",
    "tcp://a:1?send-buffer=2m&receive-buffer=1000, a:1?receive-buffer=1000&send-buffer=2048k",
    "tcp://[::1]:1?from=10.0.0.1, [::1]:1?from=10.0.0.1",
    "a:1, tcp://a:1?backlog=1024&nodelay=yes&keepalive=0s&send-buffer=0"
  })
  void itsTextHasWhatIsNotAsUsual(String text, String written) {
    assertThat(Address.parse(written)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'', the option '' is not known, ALL",
    "mode=660, the option 'mode' is not known, ALL",
    "Backlog=1, the option 'Backlog' is not known, ALL",
    "backlog=1&, the option '' is not known, ALL",
    "backlog, the option backlog has no value,",
    "backlog=1&backlog=1, the option backlog is there twice,",
    "backlog=, the option backlog= does not fit: write a number,",
    "backlog=1k, the option backlog=1k does not fit: write a number,",
    "backlog=-1, the option backlog=-1 does not fit: write a number,",
    "backlog=9999999999, 'the option backlog=9999999999 does not fit: backlog is between 1 and"
        + " 65535, not 2147483647',",
    "backlog=0, 'the option backlog=0 does not fit: backlog is between 1 and 65535, not 0',",
    "nodelay=true, the option nodelay=true does not fit: write yes or no,",
    "ipv6-only=1, the option ipv6-only=1 does not fit: write yes or no,",
    "keepalive=60, 'the option keepalive=60 does not fit: write a time, as 500ms, 60s, 5m or 1h',",
    "timeout=x, 'the option timeout=x does not fit: write a time, as 500ms, 60s, 5m or 1h',",
    "send-buffer=1g, 'the option send-buffer=1g does not fit: write bytes, as 4096, 64k or 1m',",
    "from=a.example, 'the option from=a.example does not fit: write an address of this machine, as"
        + " 10.0.0.1',"
  })
  void optionsThatAreNoneAreRefusedInOneLineThatListsWhatIsKnown(
      String options, String reason, String list) {
    assertThatThrownBy(() -> Address.parse("a:1?" + options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'a:1?%s' is not an address: %s%s",
            options, reason, "ALL".equals(list) ? ", " + KNOWN : "");
  }

  @Test
  void whatIsWrongBeforeTheOptionsIsToldWithTheWholeText() {
    assertThatThrownBy(() -> Address.parse("a?backlog=1"))
        .hasMessage(
            "'a?backlog=1' is not an address: it has no port; write host:port or [ipv6]:port");
  }

  @Test
  void theRangesAreHeldAtTheirEnds() {
    TcpOptions usual = TcpOptions.DEFAULTS;

    assertThat(usual.withBacklog(1).withBacklog(65_535).backlog()).isEqualTo(65_535);
    assertThat(usual.withSendBuffer(1 << 30).withReceiveBuffer(1 << 30).sendBuffer())
        .isEqualTo(1 << 30);
    assertThat(usual.withKeepAlive(Duration.ofSeconds(32_767)).keepAlive()).hasSeconds(32_767);
    assertRefused(() -> usual.withBacklog(65_536), "backlog is between 1 and 65535, not 65536");
    assertRefused(
        () -> usual.withSendBuffer(-1), "send-buffer is between 0 and 1073741824, not -1");
    assertRefused(
        () -> usual.withReceiveBuffer((1 << 30) + 1),
        "receive-buffer is between 0 and 1073741824, not 1073741825");
    assertRefused(
        () -> usual.withKeepAlive(Duration.ofMillis(1500)),
        "keepalive is between 0 s and 32767 s in whole seconds, not PT1.5S");
    assertRefused(
        () -> usual.withDeferAccept(Duration.ofSeconds(32_768)),
        "defer-accept is between 0 s and 32767 s in whole seconds, not PT9H6M8S");
    assertRefused(
        () -> usual.withTimeout(Duration.ofMillis(-1)),
        "timeout is between 0 s and 32767 s in whole milliseconds, not PT-0.001S");
  }

  private static void assertRefused(Runnable options, String message) {
    assertThatThrownBy(options::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /// From seeds, so that a failure comes again.
  @Test
  void whateverTheOptionsAreTheirTextIsReadAsTheSame() {
    for (int seed = 0; seed < 1000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TcpOptions options = TcpOptions.DEFAULTS;
      for (UnaryOperator<TcpOptions> change : changes(random)) {
        options = random.nextBoolean() ? change.apply(options) : options;
      }
      Address address = new Address("fe80::1%lo", random.nextInt(65_536)).with(options);

      assertThat(Address.parse(address.toString())).as("seed %s", seed).isEqualTo(address);
    }
  }

  private static List<UnaryOperator<TcpOptions>> changes(SplittableRandom random) {
    byte[] literal = new byte[random.nextBoolean() ? 4 : 16];
    random.nextBytes(literal);
    return List.of(
        change(options -> options.withNoDelay(false)),
        change(options -> options.withKeepAlive(Duration.ofSeconds(random.nextInt(32_768)))),
        change(options -> options.withSendBuffer(random.nextInt(1 << 30) & mask(random))),
        change(options -> options.withReceiveBuffer(random.nextInt(1 << 30) & mask(random))),
        change(options -> options.withBacklog(random.nextInt(1, 65_536))),
        change(options -> options.withDeferAccept(Duration.ofSeconds(random.nextInt(32_768)))),
        change(options -> options.withTimeout(Duration.ofMillis(random.nextInt(32_767_001)))),
        change(options -> options.withFrom(InetAddress.getByAddress(literal))),
        change(options -> options.withIpv6Only(true)));
  }

  private interface Change {
    TcpOptions apply(TcpOptions options) throws Exception;
  }

  private static UnaryOperator<TcpOptions> change(Change change) {
    return options -> {
      try {
        return change.apply(options);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }

  /// Multiples of 1, 1 KiB and 1 MiB.
  private static int mask(SplittableRandom random) {
    return -1 << (10 * random.nextInt(3));
  }
}
