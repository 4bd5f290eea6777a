/** Whose rights a call has. */
export interface Rights {
  /** Cloud Code that acts for nobody: it may do everything. */
  readonly isServer: boolean
  readonly userId: string | null
  readonly roles: readonly string[]
}

/** Roles that the platform gives by itself; all others are the app's own. */
export const systemRoles = ['NotAuthenticatedUser', 'AuthenticatedUser', 'GuestUser', 'JSUser', 'RestUser', 'ServerCodeUser'] as const
