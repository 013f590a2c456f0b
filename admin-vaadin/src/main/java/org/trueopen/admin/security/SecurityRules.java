package org.trueopen.admin.security;

import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.config.OidcConfig;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.admin.settings.Users;
import org.trueopen.admin.ui.LoginView;
import org.trueopen.admin.users.LoginAttempts;
import org.trueopen.settings.ApiKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may do what: API keys for the API, nobody asked for health and on the internal port, a login
 * for the rest.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class SecurityRules {

  private static final Logger LOG = LoggerFactory.getLogger(SecurityRules.class);

  /**
   * As strict as Vaadin permits: its client runs code the server sends, and styles elements in
   * place. Nothing is loaded from anywhere else, and nobody may frame the pages.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
          + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
          + " connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** The one provider there is, so that a wrong password is counted once. */
  @Bean
  LocalLogin localLogin(
      Users users, PasswordEncoder passwords, LoginAttempts attempts, Deeds deeds, Clock clock) {
    return new LocalLogin(new AdminUserDetails(users), passwords, attempts, deeds, clock);
  }

  @Bean
  RequestRejectedHandler rejectedRequests(JsonMapper json) {
    return new RejectedRequests(json);
  }

  /** The internal port, which has nothing but metrics; who reaches it may read them. */
  @Bean
  @Order(0)
  SecurityFilterChain inside(HttpSecurity http) {
    return http.securityMatcher(SecurityRules::isInside)
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  private static boolean isInside(HttpServletRequest request) {
    return WebServerApplicationContext.hasServerNamespace(
        WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()),
        "management");
  }

  /** Stateless: no session, no cookie, hence nothing a CSRF could ride on. */
  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http,
      SettingsStore settings,
      SecurityContextHolderStrategy contexts,
      JsonMapper json) {
    return http.securityMatcher("/api/**")
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new ApiKeyFilter(settings, contexts), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET, "/api/v1/openapi.yaml")
                    .permitAll()
                    .requestMatchers(
                        "/api/v1/deliveries/**",
                        "/api/v1/report",
                        "/api/v1/messages",
                        "/api/v1/clicks")
                    .hasAuthority(ApiKeyFilter.authority(ApiKey.Scope.REPORT))
                    .requestMatchers(
                        "/api/v1/settings/**",
                        "/api/v1/webhooks/**",
                        "/api/v1/api-keys/**",
                        "/api/v1/opt-outs/**")
                    .hasAuthority(ApiKeyFilter.authority(ApiKey.Scope.SETTINGS))
                    .anyRequest()
                    .hasRole(ApiKeyFilter.ROLE))
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(new ApiErrors(json))
                    .accessDeniedHandler(new ApiErrors(json)))
        .headers(
            headers ->
                headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'")))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain health(HttpSecurity http) {
    return http.securityMatcher("/health/**")
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain views(
      HttpSecurity http,
      RequestUtil vaadinRequests,
      SessionLimits limits,
      AdminConfig config,
      SecurityContextHolderStrategy contexts) {
    OidcConfig oidc = config.oidc();
    if (oidc != null) {
      http.oauth2Login(
          login ->
              login
                  .loginPage("/login")
                  .clientRegistrationRepository(new OidcProvider(oidc))
                  .userInfoEndpoint(info -> info.oidcUserService(new OidcRoles(oidc)))
                  .failureHandler(SecurityRules::singleSignOnFailed));
    }
    // No view, so Vaadin knows nothing of them and would refuse them.
    http.authorizeHttpRequests(
        requests ->
            requests.requestMatchers("/export/**").hasAnyRole("ADMIN", "ANALYST", "VIEWER"));
    return http.addFilterBefore(new SessionGuard(limits, contexts), AuthorizationFilter.class)
        .with(
            VaadinSecurityConfigurer.vaadin(),
            vaadin ->
                vaadin
                    .loginView(LoginView.class)
                    // Its own CSRF rules would let the login go unchecked.
                    .enableCsrfConfiguration(false)
                    // So that Vaadin can say in words that there is no such page.
                    .anyRequest(AuthorizedUrl::authenticated))
        // Vaadin's own requests carry a token of Vaadin's, which it checks itself.
        .csrf(csrf -> csrf.ignoringRequestMatchers(vaadinRequests::isFrameworkInternalRequest))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                    .frameOptions(frames -> frames.deny())
                    .permissionsPolicyHeader(
                        permissions ->
                            permissions.policy("camera=(), geolocation=(), microphone=()"))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                    .addObjectPostProcessor(new HeadersFirst()))
        .build();
  }

  /** The log says what was wrong; the page says whom to ask. */
  private static void singleSignOnFailed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
      throws IOException {
    LOG.warn("Single sign-on failed: {}", problem.getMessage());
    boolean isKnown =
        problem instanceof OAuth2AuthenticationException known
            && known.getError().getErrorCode().equals(OAuth2ErrorCodes.ACCESS_DENIED);
    response.sendRedirect(
        request.getContextPath()
            + "/login?"
            + (isKnown ? LoginView.WITHOUT_A_ROLE : LoginView.PROVIDER_FAILED));
  }

  /**
   * Pages reach Vaadin's servlet by a forward, at whose end Tomcat has sent the response: headers
   * written after it, as Spring does by default, would come too late.
   */
  private static final class HeadersFirst implements ObjectPostProcessor<HeaderWriterFilter> {
    @Override
    public <O extends HeaderWriterFilter> O postProcess(O filter) {
      filter.setShouldWriteHeadersEagerly(true);
      return filter;
    }
  }
}
