package io.weightless.check.story;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.net.URI;
import java.util.List;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/// A program as Jersey's manual has it, which knows nothing of Weightless: `NotesServer [alone]`,
/// where alone means without Jersey's threads. It ends with its standard input.
public final class NotesServer {
  private NotesServer() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create("http://127.0.0.1:0/api/");
    ResourceConfig config = ResourceConfig.forApplication(new Notes());
    HttpServer server = JdkHttpServerFactory.createHttpServer(base, config, false);
    if (List.of(arguments).contains("alone")) {
      server.setExecutor(null);
    }
    server.start();
    String provider = HttpServerProvider.provider().getClass().getName();
    System.out.println("notes on port " + server.getAddress().getPort() + " by " + provider);
    System.in.transferTo(System.out);
    server.stop(1);
    System.exit(0); // Jersey's threads live on for a minute
  }
}
