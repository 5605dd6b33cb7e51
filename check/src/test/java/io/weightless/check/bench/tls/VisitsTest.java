package io.weightless.check.bench.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.server.Credentials;
import io.weightless.check.bench.server.Server;
import io.weightless.check.bench.server.Site;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@Needs("openssl")
class VisitsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void visitorsOfOursAgreeOnTheOneCipherAndResumeOnlyWhenTheyAreMeantTo() throws Exception {
    try (var children = Children.open()) {
      Site site = Site.create(children);
      OpenSsl openssl = OpenSsl.in(site, children);
      try (Server server = ours(site, children)) {
        assertThat(Agreement.with(server, openssl)).contains("TLSv1.3", OpenSsl.CIPHER);

        Handshakes full = new Visits(openssl, false).run(server, SECOND);
        Handshakes resumed = new Visits(openssl, true).run(server, SECOND);

        assertThat(full.count()).isPositive();
        assertThat(full.resumed()).isZero();
        assertThat(resumed.resumed()).isPositive();
      }
    }
  }

  private static Server ours(Site site, Children children)
      throws IOException, InterruptedException {
    Credentials shown = Credentials.of("server", site);
    List<String> arguments =
        List.of(site.files().toString(), shown.chain().toString(), shown.key().toString());
    return Server.awaitReady(
        "ours", children.start(Fork.command(List.of(), OursOverTls.class, arguments)));
  }
}
