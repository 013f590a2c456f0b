package org.trueopen.admin;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.security.SessionLimits;
import org.trueopen.admin.ui.ColorSchemeScript;
import org.trueopen.id.AccountId;

/**
 * The web application. What it needs from outside (configuration, settings, users, reports) is
 * handed to it as beans: by {@link AdminMain} in production, by each test of its own.
 */
@SpringBootApplication(proxyBeanMethods = false)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
@ColorScheme(ColorScheme.Value.SYSTEM)
@Push
public class AdminApplication implements AppShellConfigurator {

  /** Soon enough to watch an open arrive, seldom enough that a page left open costs little. */
  private static final Duration LIVE_PAUSE = Duration.ofMillis(2500);

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addInlineWithContents(
        Inline.Position.PREPEND, ColorSchemeScript.TEXT, Inline.Wrapping.JAVASCRIPT);
    settings.addFavIcon("icon", "assets/favicon.svg", "any");
    settings.setViewport("width=device-width, initial-scale=1");
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  LiveUpdates liveUpdates(SessionLimits limits, MeterRegistry meters) {
    return new LiveUpdates(LIVE_PAUSE, limits::mayGoOn, meters);
  }

  @Bean
  AccountId account(AdminConfig config) {
    return new AccountId(config.first().account());
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return passwords();
  }

  /**
   * The one place that says how passwords are hashed; BCrypt at Spring's default cost of 10, about
   * 0.1 s.
   */
  static PasswordEncoder passwords() {
    return new BCryptPasswordEncoder();
  }
}
