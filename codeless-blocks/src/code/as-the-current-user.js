async function asTheCurrentUser() {
  const token = Backendless.getCurrentUserToken()
  return token ? { 'user-token': token } : {}
}
