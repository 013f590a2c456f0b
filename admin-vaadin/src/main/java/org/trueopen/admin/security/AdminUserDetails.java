package org.trueopen.admin.security;

import java.util.Optional;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.trueopen.admin.settings.Users;
import org.trueopen.log.AdminUser;

/** Looks users up in the directory for Spring Security. */
final class AdminUserDetails implements UserDetailsService {

  private final Users users;

  AdminUserDetails(Users users) {
    this.users = users;
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    Optional<AdminUser> user = users.find(name);
    return user.map(LocalUser::new)
        // Spring checks some password all the same, so that it takes as long.
        .orElseThrow(() -> new UsernameNotFoundException("no such user"));
  }
}
