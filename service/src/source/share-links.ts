/** Share links lead to a page; these rules turn them into the address of the file itself. */
const rules: readonly { readonly host: RegExp; readonly direct: (url: URL) => URL | null }[] = [
  {
    host: /^drive\.google\.com$/,
    direct: (url) => {
      const id = /^\/file\/d\/([\w-]+)/.exec(url.pathname)?.[1] ?? (url.pathname === '/open' ? url.searchParams.get('id') : null)
      return id ? new URL(`https://drive.google.com/uc?export=download&id=${encodeURIComponent(id)}`) : null
    },
  },
  {
    host: /^(www\.)?dropbox\.com$/,
    direct: (url) => {
      if (!/^\/(s|scl)\//.test(url.pathname) || url.searchParams.get('dl') === '1') return null
      const direct = new URL(url)
      direct.searchParams.set('dl', '1')
      return direct
    },
  },
]

/** The direct address behind a share link that people paste; null when the address is none. */
export const directLinkOf = (url: URL): URL | null => rules.find(({ host }) => host.test(url.hostname))?.direct(url) ?? null
