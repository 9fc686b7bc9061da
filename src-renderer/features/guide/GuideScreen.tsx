/** The guide for clerks: pages on the left, found by words, printed one by one or whole. */
import { Button, NavLink, Stack, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { guidePage, guidePages, searchGuide } from '../../app/guide'
import { GuideText } from '../../components/GuideText'
import { Page } from '../../components/Page'
import { SearchBox } from '../../components/SearchBox'
import { guideSearch } from './guideSearch'

const route = getRouteApi('/guide')

export const GuideScreen = () => {
  const { t, i18n } = useTranslation('guide')
  const go = useNavigate()
  const search = guideSearch.parse(route.useSearch())
  const [find, setFind] = useState('')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const name = guidePages.includes(search.page) ? search.page : 'start'
  const hits = searchGuide(language, find)
  const print = (page: string): void => void go({ to: '/print', search: { kind: 'guide', page } })
  const open = (page: string, section: number): void => {
    setFind('')
    void go({ to: '/guide', search: { page, section } })
  }
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            onClick={() => {
              print(name)
            }}
          >
            {t('printPage')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              print('')
            }}
          >
            {t('printAll')}
          </Button>
        </>
      }
    >
      <div className="row top">
        <Stack gap={2} w={230} pr="md">
          <SearchBox label={t('find')} value={find} onChange={setFind} width={214} />
          <nav aria-label={t('pages')}>
            {guidePages.map(page => (
              <NavLink
                key={page}
                component="button"
                label={guidePage(language, page).title}
                active={find === '' && page === name}
                onClick={() => {
                  open(page, 0)
                }}
              />
            ))}
          </nav>
        </Stack>
        <div className="grows">
          {find.trim() === '' ? (
            <GuideText
              key={`${language} ${name}`}
              page={guidePage(language, name)}
              language={language}
              section={search.section}
            />
          ) : (
            <Stack gap={2} maw={760}>
              <Text size="sm" c="dimmed" role="status">
                {t('found', { count: hits.length })}
              </Text>
              {hits.map(hit => (
                <NavLink
                  key={`${hit.name} ${hit.section}`}
                  component="button"
                  label={[hit.title, hit.heading].filter(Boolean).join(' › ')}
                  description={hit.excerpt}
                  onClick={() => {
                    open(hit.name, hit.section)
                  }}
                />
              ))}
            </Stack>
          )}
        </div>
      </div>
    </Page>
  )
}
